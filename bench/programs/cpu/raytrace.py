# Spheres over a chequered floor, with shadows and reflections; small objects, float arithmetic, operator methods.
import math
import time

WIDTH = HEIGHT = 60
DEPTH = 3
REPETITIONS = 3


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def normalized(self):
        return self * (1.0 / math.sqrt(self.dot(self)))

    def reflected(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction

    def at(self, distance):
        return self.origin + self.direction * distance


class Sphere:
    def __init__(self, centre, radius, colour, mirror):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.mirror = mirror

    def intersect(self, ray):
        to_centre = self.centre - ray.origin
        along = to_centre.dot(ray.direction)
        under_root = self.radius * self.radius - (to_centre.dot(to_centre) - along * along)
        if under_root < 0:
            return None
        distance = along - math.sqrt(under_root)
        return distance if distance > 1e-6 else None

    def normal_at(self, point):
        return (point - self.centre).normalized()

    def colour_at(self, point):
        return self.colour


class Floor:
    mirror = 0.1

    def __init__(self, height):
        self.height = height
        self.normal = Vector(0.0, 1.0, 0.0)

    def intersect(self, ray):
        if abs(ray.direction.y) < 1e-6:
            return None
        distance = (self.height - ray.origin.y) / ray.direction.y
        return distance if distance > 1e-6 else None

    def normal_at(self, point):
        return self.normal

    def colour_at(self, point):
        return (1.0, 1.0, 1.0) if (math.floor(point.x) + math.floor(point.z)) % 2 else (0.1, 0.1, 0.2)


class Scene:
    def __init__(self, things, lights):
        self.things = things
        self.lights = lights

    def nearest(self, ray):
        best, found = math.inf, None
        for thing in self.things:
            distance = thing.intersect(ray)
            if distance is not None and distance < best:
                best, found = distance, thing
        return found, best

    def lit(self, point, light):
        ray = Ray(point, (light - point).normalized())
        return all(thing.intersect(ray) is None for thing in self.things)

    def colour(self, ray, depth):
        thing, distance = self.nearest(ray)
        if thing is None:
            return (0.2, 0.3, 0.5)
        point = ray.at(distance)
        normal = thing.normal_at(point)
        brightness = 0.2
        for light in self.lights:
            towards = (light - point).normalized()
            strength = towards.dot(normal)
            if strength > 0 and self.lit(point + normal * 1e-4, light):
                brightness += strength
        red, green, blue = thing.colour_at(point)
        result = (red * brightness, green * brightness, blue * brightness)
        if depth > 0 and thing.mirror > 0:
            mirrored = self.colour(Ray(point + normal * 1e-4, ray.direction.reflected(normal).normalized()), depth - 1)
            share = thing.mirror
            result = tuple([own * (1 - share) + other * share for own, other in zip(result, mirrored)])
        return result


def render():
    things = [Floor(-1.0)]
    for n in range(5):
        things.append(Sphere(Vector(n * 1.5 - 3.0, 0.1 * n, 6.0 + n % 2), 0.9, (0.2 * n, 1 - 0.2 * n, 0.5), 0.3))
    scene = Scene(things, [Vector(-5.0, 8.0, 0.0), Vector(6.0, 4.0, -2.0)])
    eye = Vector(0.0, 1.0, -3.0)
    total = 0
    for y in range(HEIGHT):
        for x in range(WIDTH):
            direction = Vector(x / WIDTH - 0.5, 0.5 - y / HEIGHT, 1.0).normalized()
            for part in scene.colour(Ray(eye, direction), DEPTH):
                total += int(min(1.0, part) * 255)
    return total


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = render()
    best = min(best, time.perf_counter() - start)
print("brightness:", result)
print(f"time: {best:.6f}")
