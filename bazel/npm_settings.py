"""Where npm's packages come from and which certificates are trusted, as the user has set it for npm, Node or Python.

Read are, the first that says something: npm_config_… in the environment, .npmrc in the home folder, the variables of Node and OpenSSL.
"""

import os
import ssl

REGISTRY = "https://registry.npmjs.org/"


def npmrc(environment):
    """The plain settings of the user's .npmrc; those of single registries and arrays are left out."""
    path = environment.get("npm_config_userconfig") or os.path.join(environment.get("HOME", ""), ".npmrc")
    settings = {}
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                name, equals, value = line.partition("=")
                if equals and not name.lstrip().startswith((";", "#")):
                    settings[name.strip()] = value.strip().strip("\"'")
    except (OSError, UnicodeDecodeError):
        pass
    return settings


def setting(name, environment):
    """A setting of npm; empty if it has none."""
    for spelling in (f"npm_config_{name}", f"NPM_CONFIG_{name.upper()}"):
        if environment.get(spelling):
            return environment[spelling]
    return npmrc(environment).get(name, "")


def registry(environment=os.environ):
    """The address of the registry, with a slash at its end."""
    return (setting("registry", environment) or REGISTRY).rstrip("/") + "/"


def certificate_files(environment=os.environ):
    """Files of certificates that are trusted besides those of the system; OpenSSL reads SSL_CERT_FILE and SSL_CERT_DIR by itself."""
    named = [setting("cafile", environment)]
    named += [environment.get(name, "") for name in ("NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")]
    return [path for path in dict.fromkeys(named) if path]


def trust(environment=os.environ):
    """What an https request trusts. A file that is named and cannot be read is an error that names it."""
    context = ssl.create_default_context()
    for path in certificate_files(environment):
        try:
            context.load_verify_locations(cafile=path)
        except (OSError, ssl.SSLError) as error:
            raise SystemExit(f"npm_settings.py: the certificates of {path} cannot be read: {error}") from error
    return context
