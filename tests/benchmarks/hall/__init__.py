"""A hall of five hundred: every delegation votes within ten seconds while every device asks on.

Each device asks every 1.25 seconds, as the page does, and draws what is new; the chair acts, and what counts
is when the last device shows it. The bare server meets the same crowd with an insert and an empty answer.
"""
