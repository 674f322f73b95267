"""Three nodes of a broker on this machine, each of which can be killed or frozen."""

import base64
import hashlib
import json
import os
import shutil
import signal
import socket
import time

from children import ended_within

NODES = 3
PATIENCE_S = 120  # until one listens
USER, PASSWORD = "roundtable", "any words at all"


def free_ports(count):
    """Ports that nobody listens at, for loopback."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def accepts(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


class Cluster:
    """What all have: nodes by number, and the ports at which they speak MQTT."""

    def __init__(self, children):
        self.children = children
        self.ports = free_ports(NODES)
        self.nodes = [None] * NODES
        self.folder = os.path.join(children.folder, self.name)
        os.mkdir(self.folder)
        self.prepare()

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write(text)
        return path

    def log(self, number):
        return os.path.join(self.name, f"said-{number}")

    def start(self):
        """All of them, one after the other where that is needed, until they listen."""
        for number in range(NODES):
            self.begin(number)
            if self.in_turn:
                self.wait_for(number)
        for number in range(NODES):
            self.wait_for(number)

    def wait_for(self, number):
        until = time.monotonic() + PATIENCE_S
        while not accepts(self.ports[number]):
            if ended_within(self.nodes[number], 0.2) or time.monotonic() > until:
                with open(os.path.join(self.children.folder, self.log(number))) as said:
                    raise SystemExit(f"{self.name}, node {number}: does not listen\n"
                                     + said.read()[-2000:])

    def send(self, number, what):
        os.killpg(self.nodes[number].pid, what)

    def kill(self, number):
        self.send(number, signal.SIGKILL)
        self.nodes[number].wait()

    def freeze(self, number):
        self.send(number, signal.SIGSTOP)

    def thaw(self, number):
        self.send(number, signal.SIGCONT)


class Nats(Cluster):
    name = "NATS"
    in_turn = False  # its log of streams wants a majority to begin with

    def prepare(self):
        self.program = shutil.which("nats-server", path=os.environ["PATH"] + ":/usr/sbin")
        routes, clients = free_ports(NODES), free_ports(NODES)
        for i in range(NODES):
            every = ", ".join(f"nats://127.0.0.1:{port}" for port in routes)
            self.write(f"{i}.conf", f"""
server_name: rt{i}
listen: 127.0.0.1:{clients[i]}
jetstream {{ store_dir: "{self.folder}/{i}", max_memory_store: 64MB, max_file_store: 256MB }}
cluster {{ name: rt, listen: 127.0.0.1:{routes[i]}, routes: [{every}] }}
mqtt {{ listen: "127.0.0.1:{self.ports[i]}", stream_replicas: {NODES} }}
authorization {{
  users: [ {{ user: "{USER}", password: "{PASSWORD}",
             permissions: {{ publish: ["rt.>"], subscribe: ["rt.>"] }} }} ]
}}
""")

    def begin(self, number):
        self.nodes[number] = self.children.run(
            [self.program, "-c", f"{self.folder}/{number}.conf"], self.log(number))


def definitions():
    """A user who may publish and hear what begins with "rt.", and no more."""
    salt = b"salt"
    hashed = base64.b64encode(salt + hashlib.sha256(salt + PASSWORD.encode()).digest())
    own = r"^(mqtt-subscription-.*|amq\.topic)$"
    return {
        "vhosts": [{"name": "/"}],
        "users": [{"name": USER, "password_hash": hashed.decode(), "tags": "",
                   "hashing_algorithm": "rabbit_password_hashing_sha256"}],
        "permissions": [{"user": USER, "vhost": "/", "configure": "^mqtt-subscription-.*",
                         "write": own, "read": own}],
        "topic_permissions": [{"user": USER, "vhost": "/", "exchange": "amq.topic",
                               "write": r"^rt\.", "read": r"^rt\."}],
    }


class Rabbit(Cluster):
    name = "RabbitMQ"
    in_turn = True  # the first one is the cluster that the others come to

    def prepare(self):
        self.epmd_port, *ports = free_ports(1 + 2 * NODES)
        self.amqp, self.between = ports[:NODES], ports[NODES:]
        self.write("plugins", "[rabbitmq_mqtt].\n")
        self.write("definitions.json", json.dumps(definitions()))
        with open(os.open(f"{self.folder}/.erlang.cookie", os.O_CREAT | os.O_WRONLY, 0o400),
                  "w") as cookie:
            cookie.write(os.urandom(16).hex())
        for i in range(NODES):
            every = "".join(f"cluster_formation.classic_config.nodes.{j + 1} = rt{j}@localhost\n"
                            for j in range(NODES))
            self.write(f"{i}.conf", f"""
listeners.tcp.1 = 127.0.0.1:{self.amqp[i]}
mqtt.listeners.tcp.1 = 127.0.0.1:{self.ports[i]}
mqtt.allow_anonymous = false
load_definitions = {self.folder}/definitions.json
cluster_partition_handling = pause_minority
cluster_formation.peer_discovery_backend = classic_config
{every}""")
        self.children.run(["epmd", "-address", "127.0.0.1", "-port", str(self.epmd_port)],
                          os.path.join(self.name, "epmd"))

    def begin(self, number):
        base = f"{self.folder}/{number}"
        more = {
            "HOME": self.folder,
            "ERL_EPMD_PORT": str(self.epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"rt{number}@localhost",
            "RABBITMQ_NODE_PORT": str(self.amqp[number]),
            "RABBITMQ_DIST_PORT": str(self.between[number]),
            "RABBITMQ_MNESIA_BASE": base,
            "RABBITMQ_LOG_BASE": f"{base}-log",
            "RABBITMQ_PID_FILE": f"{base}.pid",
            "RABBITMQ_CONFIG_FILE": base,
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{self.folder}/plugins",
            # Three of them on a machine that has other work: no spinning while idle.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+sbwt none +S 2:2",
        }
        self.nodes[number] = self.children.run(
            ["/usr/lib/rabbitmq/bin/rabbitmq-server"], self.log(number),
            env={**os.environ, **more})


KINDS = {kind.name.lower(): kind for kind in (Nats, Rabbit)}
