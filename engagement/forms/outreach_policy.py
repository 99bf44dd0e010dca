from django import forms

from engagement.models import OutreachPolicy


class OutreachPolicyForm(forms.ModelForm):
    """After how many days reminders speak up."""

    class Meta:
        model = OutreachPolicy
        fields = ["escalate_after", "rating_lasts", "seat_notice", "start_notice"]
        labels = {
            "escalate_after": "Tell the initiative lead after",
            "rating_lasts": "Ask to refresh a rating after",
            "seat_notice": "Name a seat that ends before",
            "start_notice": "Name an activity before it starts",
        }
        help_texts = {
            "escalate_after": "Days an outreach is overdue. The initiative lead hears of it once. 0 means never.",
            "rating_lasts": "Days since the rating. 0 means never.",
            "seat_notice": "Days before it ends. 0 means never.",
            "start_notice": "Days before. 0 means on the day itself.",
        }
