"""The catalogue: what is under ``forms/``, read into immutable objects.

Services with their forms, documents, clocks, steps, fees and papers; the dated rates of the law; revenue accounts; public holidays;
office profiles and what an office has of its own. It may import :mod:`lsvdesk.thai` and the modules at the bottom (errors, paths,
money) and nothing else of the program.

Start reading at :mod:`.models` (what a file may say), then :mod:`.loader` (``load`` and ``check``), :mod:`.conditions` (the language of
``when:``) and :mod:`.flow` (what the wizard asks next and what is wrong with what was typed; no Qt).

Importing this package alone loads nothing heavy: pydantic comes with :mod:`.models` and :mod:`.loader`.
"""
