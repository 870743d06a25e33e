"""The calculator: what anything would cost or bring, without a case. Start reading at ``lsvdesk.ui.calculator_page``."""
