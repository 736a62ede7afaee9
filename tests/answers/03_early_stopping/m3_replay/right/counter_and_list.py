def replay_patience(val_losses, patience):
    seen, waited = [], 0
    for value in val_losses:
        waited = 0 if not seen or value < min(seen) else waited + 1
        seen.append(value)
        if waited == patience:
            break
    return [len(seen), len(val_losses) - len(seen), min(seen) - min(val_losses)]
