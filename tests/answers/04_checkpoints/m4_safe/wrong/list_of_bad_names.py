# The student forbids what is known to be bad, and forgets the rest.
# Message must contain: builtins.print returned
# Message must contain: raise for every pair that is not in ALLOWED
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module in ("os", "posix", "nt", "sys", "subprocess") or name in ("exec", "eval"):
            raise ValueError("refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
