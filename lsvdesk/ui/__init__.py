"""The window: Qt screens, the wizard, widgets and the look. Knows no SQL and holds no rule.

May import everything below it, but at module level only what is light: the register, the catalogue and the papers are loaded behind the
first frame. Start reading at ``theme`` (the look), ``widgets`` (what fields are typed into), then ``app`` (the window).
"""
