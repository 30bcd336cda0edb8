/** Our sign: a boat's sail between two shores, and a lamp. */
export function Mark() {
  return (
    <span className="nansen-mark">
      <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
        <rect width="32" height="32" rx="8" className="nansen-mark-ground" />
        <path
          d="M9 23V9l14 14V9"
          fill="none"
          stroke="#fff"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="16" cy="16" r="3.2" fill="#f0a92b" />
      </svg>
      <span lang="en">Nansen</span>
    </span>
  )
}
