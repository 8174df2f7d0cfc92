"""A mail server that speaks SMTP, takes the call and says nothing, speaks once told to, or
refuses whoever it is for."""

import socket
import socketserver
import threading


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        serveur = self.server
        serveur.appels += 1
        if serveur.est_muet:
            serveur.fin.wait()
            return
        if serveur.est_lent:
            serveur.fin.wait()
        self._dire("220 essai")
        for ligne in self.rfile:
            ordre = ligne[:4].upper()
            if ordre == b"DATA":
                self._dire("354 allez")
                serveur.messages.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            if ordre == b"RCPT":
                serveur.porte.wait()
            if ordre == b"RCPT" and serveur.refus:
                self._dire(serveur.refus)
                continue
            self._dire("221 bye" if ordre == b"QUIT" else "250 ok")

    def _dire(self, phrase):
        self.wfile.write(f"{phrase}\r\n".encode())


class ServeurSMTP(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.est_muet = self.est_lent = False
        # What every recipient is answered, instead of being taken.
        self.refus = ""
        self.appels, self.messages = 0, []
        self.fin = threading.Event()
        # Closed, nothing more is taken until it opens.
        self.porte = threading.Event()
        self.porte.set()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        """Whoever called may be dead."""

    def jeter(self):
        self.fin.set()
        self.porte.set()
        self.shutdown()
        self.server_close()
