"""Tests mirror lsvdesk/; journeys are whole clerk journeys through the real window."""
