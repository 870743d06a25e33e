"""LSV Desk: the counter of a small Thai local office, offline.

Rooms, from the top of the house to its cellar; a room imports only rooms below it (import-linter checks it):

    ui, cli        the window and the command line: they show and collect, they decide nothing
    demo           a month of an office from an empty folder: the main job
    reporting      the month's workbook for the province, registers as workbooks
    counter        the use cases: everything a clerk can do is one function here, one transaction each
    register       what is remembered: models, engine, numbering, search, audit, verification
    printing       view data in, PDF bytes out; pure, so that the counter can keep what it printed
    rules          the arithmetic of the law
    catalogue      forms/ read into immutable objects
    thai           numerals, dates, baht words, identifiers, addresses, word breaks

Start reading at ``lsvdesk.counter``. ``errors``, ``paths`` and ``money`` stand beside the rooms and import none of them.
"""

__version__ = "0.1.0"
