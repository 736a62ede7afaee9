def stratified_split(y, *, fraction, seed):
    rng = np.random.RandomState(seed)
    rest, held_out = [], []
    for label in sorted(set(y.tolist())):
        places = [i for i in range(len(y)) if y[i] == label]
        rng.shuffle(places)
        k = round(fraction * len(places))
        held_out += places[:k]
        rest += places[k:]
    return [rest, held_out]
