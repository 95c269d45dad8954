"""What it takes to run the system: its processes, its throwaway servers, its edge."""
