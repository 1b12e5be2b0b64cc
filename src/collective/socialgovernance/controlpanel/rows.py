"""Rows as registry records.

The registry keeps a persistent copy of every field. The persistent row field that the widget's package offers
is copied by nobody: an instance in a schema would become an object of the first database that stores it, and
fail in the second. So the schema holds a plain row field, and each record gets a persistent one of its own.
"""

from collective.z3cform.datagridfield.registry import DictRow as PersistentRow
from collective.z3cform.datagridfield.row import DictRow
from plone.registry.interfaces import IPersistentField
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


class ISettingRow(Interface):
    """Marks the row fields of our settings."""


@implementer(ISettingRow)
class SettingRow(DictRow):
    """A row of a list in the control panel."""


@implementer(IPersistentField)
@adapter(ISettingRow)
def persistent_row(field: SettingRow) -> PersistentRow:
    """A persistent field of its own for one registry record."""
    made = PersistentRow.__new__(PersistentRow)
    made.__dict__.update(field.__dict__)
    return made
