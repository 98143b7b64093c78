"""The form of a partner."""

from django.utils.translation import gettext_lazy as _

from config.kernel.fields import LinkField, NameField
from config.kernel.forms import LongTextField, SeamForm


class PartnerForm(SeamForm):
    name = NameField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Enter the name of the organisation.")},
    )
    what_they_do = LongTextField(
        label=_("What they do"),
        required=False,
        help_text=_("One or two sentences that a colleague from another team understands."),
    )
    website = LinkField(
        label=_("Website"),
        required=False,
        max_length=500,
        error_messages={"invalid": _("Enter a full address, such as https://example.org.")},
    )
