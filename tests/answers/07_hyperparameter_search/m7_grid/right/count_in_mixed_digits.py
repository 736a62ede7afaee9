def grid_points(space):
    total = math.prod(len(values) for values in space.values())
    points = []
    for number in range(total):
        point = {}
        for name, values in space.items():
            number, digit = divmod(number, len(values))
            point[name] = values[digit]
        points.append(point)
    return points
