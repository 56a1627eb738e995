namespace CxOne.Audit;

/// <summary>Both ends of the chain in a store.</summary>
/// <param name="LastSequence">The number of the newest record; 0 for an empty log.</param>
/// <param name="LastHash">The hash of the newest record; 64 zeros for an empty log.</param>
/// <param name="RemovedSequence">The number of the newest record that was removed by retention; 0 if none was.</param>
/// <param name="RemovedHash">The hash of that record; 64 zeros if none was removed.</param>
public sealed record AuditSinkEnds(long LastSequence, string LastHash, long RemovedSequence, string RemovedHash);
