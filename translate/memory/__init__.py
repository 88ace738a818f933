"""Translation memory: what was translated before, and what people approved."""

from translate.memory.records import ApprovedEntry, MachineEntry, MemoryKey
from translate.memory.store import Memory, default_path

__all__ = ["ApprovedEntry", "MachineEntry", "Memory", "MemoryKey", "default_path"]
