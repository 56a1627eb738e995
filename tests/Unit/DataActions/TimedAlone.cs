namespace CxOne.Tests.DataActions;

/// <summary>What is timed runs when nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedAlone
{
    public const string Name = "Timed alone";
}
