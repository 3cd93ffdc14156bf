export { useMap, useMapPicture, type MapFiles } from './useMap.ts';
export { useMapRows, useMapTodos, type MapRow, type MapTodo } from './useMapRows.ts';
export { useZoom, type Zoom } from './useZoom.ts';
