"""The use cases of the counter: everything a clerk can do is one function here, one transaction each, usable with no window.

Every function takes the :class:`~lsvdesk.counter.context.Office` first (register, catalogue, clock, user) and gives values of
:mod:`~lsvdesk.counter.views`. What goes wrong for a person is a :class:`lsvdesk.errors.CounterError` in Thai. Each change writes, in the
one transaction, the rows, a line on the case's timeline, an entry of the audit chain and the search index; a number is taken inside it.

May import everything below it (register, printing, rules, catalogue, thai) and is imported by reporting, demo, cli and ui. Start reading
at ``filing`` (a request comes in), then ``cases``, ``assessing``, ``money``, ``deciding`` and ``papers``; ``actions`` says what may be
done when. ``views`` and ``actions`` are light enough to be imported before the register is open.
"""
