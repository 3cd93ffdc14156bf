/** Style sheets become files beside the script. */
declare module '*.scss';
declare module '*.css';
