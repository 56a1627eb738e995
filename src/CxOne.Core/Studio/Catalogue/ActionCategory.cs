namespace CxOne.Studio.Catalogue;

/// <summary>What a Studio action is about.</summary>
public enum ActionCategory
{
    /// <summary>The file that describes the action names no category.</summary>
    Other,

    /// <summary>Flow control: IF, LOOP, SNIPPET, RUNSUB and the like.</summary>
    Flow,

    /// <summary>What the caller hears and keys: MENU, PLAY, CAPTURE, speech and bots.</summary>
    Prompt,

    /// <summary>Queues, hours, transfers and calls.</summary>
    Routing,

    /// <summary>Recording of the call.</summary>
    Recording,

    /// <summary>Values that the platform stores or counts.</summary>
    Data,

    /// <summary>Web services, messages, API actions.</summary>
    Integration,

    /// <summary>What the agent sees.</summary>
    Agent,

    /// <summary>Actions of digital contacts.</summary>
    Digital,

    /// <summary>Events, which start a path of their own.</summary>
    Event,

    /// <summary>Comments on the canvas; never executed.</summary>
    Note,
}
