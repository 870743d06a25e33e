"""What is remembered: the register of one office.

Lives here: the tables (``models``), opening and transactions (``engine``), gapless numbers (``numbering``), the audit chain (``audit``),
files (``attachments``), search (``search``) and the check of everything (``verify``). May import rules, catalogue, thai, paths, money and
errors. Start reading at ``engine.Register``, then ``models``. Only ``engine`` and ``search`` know which database is underneath.

SQLAlchemy is heavy: import this room behind the first frame of the window.
"""
