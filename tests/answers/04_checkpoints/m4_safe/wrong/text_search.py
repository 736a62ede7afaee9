# The student searches the bytes for bad words.
# Message must contain: builtins.len
# Message must contain: raise for every pair that is not in ALLOWED
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        return super().find_class(module, name)


def safe_loads(data):
    for word in (b"exec", b"eval", b"print", b"system"):
        if word in bytes(data):
            raise ValueError("refused")
    return SafeUnpickler(io.BytesIO(data)).load()
