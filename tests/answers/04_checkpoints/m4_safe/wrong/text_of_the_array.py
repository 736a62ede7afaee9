# The student makes a file of something else than the bytes.
# Message must contain: invalid load key
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise ValueError(f"{module}.{name} is not allowed")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(str(data).encode())).load()
