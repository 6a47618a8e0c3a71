# Stands between programs and a server, on a socket in a folder of its own, and loses answers: at
# every Nth COMMIT that it is sent, the program sees its connection end. In turn the server never
# got the COMMIT, or has answered it.
import os
import socket
import struct
import threading

SSL, GSS, CANCEL = 80877103, 80877104, 80877102  # what a first message may ask in place of a start


class Gone(Exception):
    """One side has closed its connection."""


def read(connection, size):
    data = b""
    while len(data) < size:
        more = connection.recv(size - len(data))
        if not more:
            raise Gone
        data += more
    return data


def read_start(connection):
    size = read(connection, 4)
    return size + read(connection, struct.unpack("!I", size)[0] - 4)


def read_message(connection):
    """A message with its type, which is its first byte."""
    head = read(connection, 5)
    return head + read(connection, struct.unpack("!I", head[1:])[0] - 4)


class Conversation:
    """One connection of a program, and the one to the server that it stands for."""

    def __init__(self, proxy, program):
        self.proxy, self.program = proxy, program
        self.server = socket.socket(socket.AF_UNIX)
        self.commits = set()  # names of prepared statements that commit
        self.is_losing = False  # what the server says from here on
        self.is_committing = False  # and what is lost of it is not decided

    def run(self):
        try:
            self.server.connect(self.proxy.server_socket)
            self.start()
            threading.Thread(target=self.answers, daemon=True).start()
            self.questions()
        except (Gone, OSError):
            pass
        self.end()

    def end(self):
        for connection in self.server, self.program:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def start(self):
        while True:
            first = read_start(self.program)
            asked = struct.unpack("!I", first[4:8])[0]
            if asked not in (SSL, GSS):
                break
            self.program.sendall(b"N")
        self.server.sendall(first)
        if asked == CANCEL:
            raise Gone

    def is_commit(self, message):
        kind, texts = message[:1], message[5:].split(b"\0")
        if kind == b"P" and texts[1] == b"COMMIT":
            self.commits.add(texts[0])
        return (kind == b"Q" and texts[0] == b"COMMIT") or (kind == b"B" and texts[1] in self.commits)

    def questions(self):
        while True:
            message = read_message(self.program)
            self.is_committing = self.is_commit(message)
            lost = self.proxy.loses() if self.is_committing else None
            self.is_committing = False
            if lost == "question":
                raise Gone
            if lost == "answer":
                self.is_losing = True  # until the server is done, which ends the conversation
            self.server.sendall(message)

    def answers(self):
        try:
            while True:
                message = read_message(self.server)
                if not self.is_losing:
                    self.program.sendall(message)
                elif message[:1] == b"Z":
                    raise Gone
        except (Gone, OSError):
            if not self.is_committing:
                self.end()


class Proxy:
    """Runs in threads of its own until the process ends."""

    def __init__(self, folder, server_folder, every):
        name = ".s.PGSQL.5432"
        self.server_socket = os.path.join(server_folder, name)
        self.every, self.commits = every, 0
        self.lost = {"question": 0, "answer": 0}
        self.lock = threading.Lock()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(os.path.join(folder, name))
        self.listener.listen(50)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            program, _ = self.listener.accept()
            threading.Thread(target=Conversation(self, program).run, daemon=True).start()

    def loses(self):
        """What is lost of this commit: its question, its answer, or nothing."""
        with self.lock:
            self.commits += 1
            if self.commits % self.every != 0:
                return None
            what = "question" if self.commits // self.every % 2 == 0 else "answer"
            self.lost[what] += 1
            return what
