"""Workbooks: the month's report for the province, the registers, and every list of the window.

Lives here: ``month`` (what happened in a month, by a few queries; ``counting`` says when a case counts, ``cautions`` what is amiss),
``monthly`` (the month's workbook: cover and summary), ``lists`` (its lists, streamed from ``details``), ``survey`` (its page of obstacles
and suggestions), ``registers`` and ``tables`` (registers, and any list of the window), and below them ``workbook`` (sheets and styles),
``text`` (typed text that stays text) and ``saving`` (whole or not at all). May import counter and everything below it. Start reading at
``monthly.export_month``.

openpyxl and SQLAlchemy are heavy: import this room behind the first frame of the window.
"""
