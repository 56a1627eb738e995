namespace CxOne.Studio.Expressions;

/// <summary>A snippet does more than the simulation allows: it may never end.</summary>
internal sealed class StepLimitException() : Exception("step limit");
