import pickletools


class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        found = dict.fromkeys(ALLOWED, True)
        if not found.get((module, name), False):
            raise ValueError(module + "." + name)
        return super().find_class(module, name)


def safe_loads(data):
    opcodes = list(pickletools.genops(bytes(data)))
    assert opcodes[-1][0].name == "STOP"
    return SafeUnpickler(io.BytesIO(data)).load()
