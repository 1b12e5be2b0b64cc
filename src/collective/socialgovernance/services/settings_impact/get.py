"""``GET {text, page or programme}/@settings-impact?audience=rd&ack_validity_months=6``: what would be if."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.acknowledgment.services import AboutReaders
from collective.socialgovernance.texts.covering import ROWS
from collective.socialgovernance.texts.settings_guard import OWN
from collective.socialgovernance.texts.settings_impact import changed_values
from collective.socialgovernance.texts.settings_impact import deciding_names
from collective.socialgovernance.texts.settings_impact import settings_impact
from plone.dexterity.utils import iterSchemata
from typing import Any
from zope.schema import getFields
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IList
from zope.schema.interfaces import ValidationError


class SettingsImpactGet(AboutReaders):
    """For who changes these settings or sees the names: what is asked can be about a single person.

    A list is given by repeating its name, an empty one as ``audience=``.
    """

    def answer(self) -> dict[str, Any]:
        if not self.allowed(OWN):
            self.require(ROWS)
        fields = {
            name: field
            for schema in iterSchemata(self.context)
            for name, field in getFields(schema).items()
            if name in deciding_names(self.context)
        }
        given = {
            name: self._value(field.bind(self.context), self.request.form[name])
            for name, field in fields.items()
            if name in self.request.form
        }
        impact = settings_impact(self.context, changed_values(self.context, given))
        return {"@id": f"{self.context.absolute_url()}/@settings-impact", **impact.as_json()}

    def _value(self, field: Any, sent: Any) -> Any:
        words = [str(each) for each in (sent if isinstance(sent, list) else [sent])]
        name = field.__name__
        if IList.providedBy(field):
            value: Any = [word for word in words if word]
        elif IBool.providedBy(field):
            if words[-1] not in ("true", "false"):
                raise refuse(400, name, _("Say true or false."))
            value = words[-1] == "true"
        elif IInt.providedBy(field):
            if not words[-1].isdecimal() or len(words[-1]) > 6:
                raise refuse(400, name, _("This is no whole number."))
            value = int(words[-1])
        else:
            value = words[-1]
        try:
            field.validate(value)
        except ValidationError as error:
            raise refuse(400, name, error.doc()) from None
        return value
