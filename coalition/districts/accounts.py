"""How people sign in: by e-mail and password, to an account that an administrator of their district opened."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend

from coalition.districts.models import User
from coalition.districts.visits import note_sign_in
from coalition.lib.database.ready import ready


class SignInByEmail(AuthenticationBackend):
    """The backend of allauth; who is signed in, which every page asks, is found by a query that is ready."""

    def get_user(self, user_id):
        found = next(iter(users_by_key(user_id)), None)
        return found if found and self.user_can_authenticate(found) else None


@ready
def users_by_key(key: int):
    return User.objects.filter(pk=key)


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody opens an account alone: members are invited by an administrator of their district."""

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        super().login(request, user)
        note_sign_in(request, user)
