from allauth.account.adapter import DefaultAccountAdapter


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody opens an account alone: members are invited by an administrator of their district."""

    def is_open_for_signup(self, request):
        return False
