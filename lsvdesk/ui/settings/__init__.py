"""The parts of the settings page, one file each: the office, its services, users, numbers, look, holidays, the rates of the law, about.

A part is a :class:`~lsvdesk.ui.settings.part.Part`, made when its tab is first opened.
"""
