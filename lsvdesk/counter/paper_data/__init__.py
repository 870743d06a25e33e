"""What each paper is printed from, taken from the register: one function for each view of :mod:`lsvdesk.printing.views`.

Everything is read within the transaction that issues the paper; nothing is printed here. Start reading at ``common``.
"""
