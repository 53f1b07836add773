# Certificates made by `openssl`, in a folder that is gone at the end.

import subprocess

KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes".split()


def make(folder):
    def openssl(*args):
        subprocess.run(["openssl", *args], cwd=folder, check=True, capture_output=True)

    openssl(
        *"req -x509 -days 30 -keyout ca.key -out ca.pem".split(), *KEY, "-subj", "/O=Test/CN=authority",
        *"-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign".split(),
    )
    for name, subject, names in (
        ("server", "/C=DE/O=Example/CN=localhost", "DNS:localhost,IP:127.0.0.1,URI:https://a.example/,email:a@b.c"),
        ("other", "/CN=other.example", "DNS:*.other.example"),
    ):
        with open(f"{folder}/extensions", "w") as file:
            file.write(f"basicConstraints=CA:FALSE\nauthorityKeyIdentifier=keyid\nsubjectAltName={names}\n")
        openssl("req", "-out", f"{name}.csr", "-keyout", f"{name}.key", *KEY, "-subj", subject)
        openssl(
            *"x509 -req -days 30 -CA ca.pem -CAkey ca.key -CAcreateserial -extfile extensions".split(),
            "-in", f"{name}.csr", "-out", f"{name}.pem",
        )
