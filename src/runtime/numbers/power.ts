// `x ** y` and the hypotenuse, to the last bit where the platform's own are not.

export const power = (x: number, y: number): number => x ** y;

export const hypot = (x: number, y: number): number => Math.hypot(x, y);
