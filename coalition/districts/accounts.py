from allauth.account.adapter import DefaultAccountAdapter

from coalition.districts.visits import note_sign_in


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody opens an account alone: members are invited by an administrator of their district."""

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        super().login(request, user)
        note_sign_in(request, user)
