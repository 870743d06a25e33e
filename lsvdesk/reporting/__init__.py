"""Workbooks: the month's report for the province, the registers, and every list of the window.

Lives here: ``workbook`` (sheets, styles, typed text that stays text, saving whole or not at all), ``month`` (what happened in a month,
by a few queries), ``monthly`` (the month's workbook), ``survey`` (its page of obstacles and suggestions) and ``registers`` (registers
and lists). May import counter and everything below it. Start reading at ``monthly.export_month``.

openpyxl and SQLAlchemy are heavy: import this room behind the first frame of the window.
"""
