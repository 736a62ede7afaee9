# The student searches the bytes for modules that seem bad and calls pickle.loads.
# Message must contain: raise for every pair that is not in ALLOWED
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise ValueError(f"the file names {module}.{name}")
        return super().find_class(module, name)


def safe_loads(data):
    for word in (b"builtins", b"os", b"posix", b"subprocess", b"sys"):
        if word in bytes(data):
            raise ValueError("refused")
    return pickle.loads(data)
