/** ora, under a name: loaded as a file of its own, and only where a person watches. */
export { default as ora } from 'ora';
