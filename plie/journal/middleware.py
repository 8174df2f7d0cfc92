import pghistory

SANS_ECRITURE = ("GET", "HEAD", "OPTIONS")


class ContexteHistorique:
    """Attach the agent to every change a request makes: the history tab names its author."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in SANS_ECRITURE or not request.user.is_authenticated:
            return self.get_response(request)
        with pghistory.context(agent=request.user.pk, origine="page"):
            return self.get_response(request)
