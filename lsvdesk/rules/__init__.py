"""The rules: pure arithmetic of the law, (service, answers, date, parameters, facts) to an :class:`~.assessment.Assessment` with reasons.

No rate stands here: every number of the law comes from ``forms/rates`` on the date it is asked for, or from the form's own bounds.
Rooms below (catalogue, thai, errors, money) may be imported; nothing here reads a file, a clock or a register.

Start reading at :mod:`.assess` (the one entrance), then :mod:`.signboard`, :mod:`.land_building`, :mod:`.fees`; :mod:`.clock`
counts days.
"""
