# The student looks at what came out. By then the file's program has run.
# Message must contain: The code in the file ran
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        return super().find_class(module, name)


def safe_loads(data):
    try:
        contents = pickle.loads(bytes(data))
    except Exception as error:
        raise ValueError("refused") from error
    if not isinstance(contents, (dict, np.ndarray)):
        raise ValueError("refused")
    return contents
