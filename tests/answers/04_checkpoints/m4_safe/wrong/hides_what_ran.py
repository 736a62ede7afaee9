# The student loads first, hides what the file did, and looks at the type of what came out.
# Message must contain: names builtins.dict returned {'epoch': 3}
# Message must contain: raise for every pair that is not in ALLOWED
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        return super().find_class(module, name)


def safe_loads(data):
    try:
        contents = pickle.loads(bytes(data))
    except BaseException as error:
        raise ValueError("refused") from error
    if type(contents) not in (dict, np.ndarray):
        raise ValueError("refused")
    return contents
