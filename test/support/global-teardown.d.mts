/** Stops the run's servers and removes what they wrote. */
export default function teardown(): Promise<void>;
