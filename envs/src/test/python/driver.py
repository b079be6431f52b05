"""A driver for CarRacing that reads the car's state and not its picture; the twin of CarRacingDriver in Java, formula for formula.

It looks for the point of the middle line that is nearest to it, steers for one further ahead, and is as fast as the turns before it allow.
"""
import math

WINDOW = 12  # points ahead of the last one, among which the nearest is looked for
NEAR = 3  # points ahead to steer for, at rest
REACH = 0.08  # and so many more for each m/s
STEERING = 2.4
DAMPING = 0.10
SIGHT = 22  # points ahead whose turns limit the speed
BRAKING = 70.0  # m/s² that it counts on before a turn
GRIP = 75.0  # m/s² that it allows itself across
FASTEST = 70.0  # m/s
STEP = 3.5  # metres between two points


def clip(value, low, high):
    return low if value < low else high if value > high else value


class Driver:
    def __init__(self, track, fastest=FASTEST, grip=GRIP):
        """track: rows of (alpha, beta, x, y)."""
        self.track = track
        self.fastest = fastest
        self.grip = grip
        self.at = 0

    def act(self, x, y, angle, vx, vy, spin):
        """Steering -1 (left) to 1, gas 0 to 1, brake 0 to 1."""
        n = len(self.track)
        nearest, best = 0, math.inf
        for k in range(WINDOW):
            point = self.track[(self.at + k) % n]
            distance = (point[2] - x) ** 2 + (point[3] - y) ** 2
            if distance < best:
                nearest, best = k, distance
        self.at = (self.at + nearest) % n
        speed = math.sqrt(vx * vx + vy * vy)
        target = self.track[(self.at + NEAR + int(REACH * speed)) % n]
        dx, dy = target[2] - x, target[3] - y
        cos, sin = math.cos(angle), math.sin(angle)
        aside = math.atan2(-(cos * dx + sin * dy), cos * dy - sin * dx)
        steer = clip(-STEERING * aside + DAMPING * spin, -1.0, 1.0)
        wanted = self.fastest
        for k in range(1, SIGHT):
            turn = self.track[(self.at + k + 1) % n][1] - self.track[(self.at + k - 1) % n][1]
            turn = abs(math.atan2(math.sin(turn), math.cos(turn))) / (2 * STEP)
            corner = self.grip / max(turn, 1e-3)
            wanted = min(wanted, math.sqrt(corner + 2 * BRAKING * STEP * max(k - 2, 0)))
        excess = speed - wanted
        return steer, clip(-0.1 * excess, 0.0, 0.6), clip(0.04 * (excess - 2), 0.0, 0.6)
