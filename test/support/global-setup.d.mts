/** Makes the run's folder and starts its keeper. */
export default function setup(): void;
