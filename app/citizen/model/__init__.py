"""What the registers say, as frozen values. One module a subject; none knows a wire format.

In every value `None` means that the register answered and holds nothing there. That a register was not asked,
refused or failed is said by the section's state, never by an empty field.
"""
