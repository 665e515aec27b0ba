"""SOAP as Serviceplatformen speaks it: envelope, faults and the one place for tokens and signing.

Shared by CPR, eIndkomst and the benefits index; it knows none of them.
"""
