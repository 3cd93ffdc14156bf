export { useHealthReport } from './useHealthReport.ts';
export { useReview } from './useReview.ts';
export { useReviewInterval } from './useReviewInterval.ts';
