/** conf, under a name: loaded as a file of its own, and only by who changes settings. */
export { default as Conf } from 'conf';
